import { Arg, Authorized, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { Image, ImagePurpose } from "../../domain/image";
import type { GraphQLContext } from "../context";
import { ImagePurposeEnum } from "../enums";
import { DateTimeScalar } from "../scalars";
import { attempt, USER_ERRORS, UserError, type Refused } from "../user-error";
import { ImageInputType } from "./inputs";

@ObjectType("Image", { description: "An image that the provider has (临时素材).", simpleResolvers: true })
export class ImageType implements Image {
  @Field(() => String, { description: "The provider's id (media_id), for `ImageInput.mediaId`." })
  readonly nativeId!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "Until when the id is good." })
  readonly expiresAt!: Date | null;

  @Field(() => Int, { nullable: true, description: "Pixels across, as uploaded." })
  readonly width!: number | null;

  @Field(() => Int, { nullable: true, description: "Pixels down, as uploaded." })
  readonly height!: number | null;
}

@InputType("UploadImageInput", { description: "An image to give to a provider." })
export class UploadImageInput {
  @Field(() => ID, { description: "The account's global id." })
  readonly account!: string;

  @Field(() => ImageInputType, { description: "The image." })
  readonly image!: ImageInputType;

  @Field(() => ImagePurposeEnum, { description: "What it will be used for; it is made to fit." })
  readonly purpose!: ImagePurpose;
}

@ObjectType("ImagePayload", { description: "What became of an upload.", simpleResolvers: true })
export class ImagePayload {
  @Field(() => ImageType, { nullable: true, description: "The image; null when it was refused." })
  readonly image!: Image | null;

  @Field(() => [UserError], { description: USER_ERRORS })
  readonly userErrors?: readonly Refused[];
}

@Resolver()
export class ImageMutations {
  @Authorized<Role>("OPERATOR")
  @Mutation(() => ImagePayload, {
    description:
      "OPERATOR. Gives an image to the provider and answers with its id (上传临时素材). WeChat. Inputs that take an image upload it by themselves; this is for images that are used several times. Bytes can also be sent to `POST /images` as a form.",
  })
  uploadImage(
    @Arg("input", () => UploadImageInput, { description: "The image and its use." }) input: UploadImageInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<ImagePayload> {
    return attempt<ImagePayload>(
      async () => ({ image: await session.images.upload(input.account, input.image, input.purpose) }),
      { image: null },
    );
  }
}
